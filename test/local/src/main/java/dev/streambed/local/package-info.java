/// To be written with the package.
@NullMarked
package dev.streambed.local;

import org.jspecify.annotations.NullMarked;
