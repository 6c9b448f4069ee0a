@NullMarked
package dev.streambed.bench.figure;

import org.jspecify.annotations.NullMarked;
