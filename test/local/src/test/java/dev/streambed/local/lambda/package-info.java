/// Tests of functions as processes.
@NullMarked
package dev.streambed.local.lambda;

import org.jspecify.annotations.NullMarked;
