@NullMarked
package dev.streambed.bench.client;

import org.jspecify.annotations.NullMarked;
