@NullMarked
package dev.streambed.bench;

import org.jspecify.annotations.NullMarked;
