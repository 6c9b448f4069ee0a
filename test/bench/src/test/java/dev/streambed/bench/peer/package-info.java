@NullMarked
package dev.streambed.bench.peer;

import org.jspecify.annotations.NullMarked;
