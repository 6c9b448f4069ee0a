/// To be written with the package.
@NullMarked
package dev.streambed.runtime;

import org.jspecify.annotations.NullMarked;
