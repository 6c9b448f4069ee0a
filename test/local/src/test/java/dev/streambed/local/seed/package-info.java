/// Tests of customers, tokens and the example.
@NullMarked
package dev.streambed.local.seed;

import org.jspecify.annotations.NullMarked;
