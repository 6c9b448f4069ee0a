/// To be written with the package.
@NullMarked
package dev.streambed.bench;

import org.jspecify.annotations.NullMarked;
