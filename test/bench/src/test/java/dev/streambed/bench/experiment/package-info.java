@NullMarked
package dev.streambed.bench.experiment;

import org.jspecify.annotations.NullMarked;
