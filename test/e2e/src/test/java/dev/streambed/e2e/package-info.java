/// To be written with the package.
@NullMarked
package dev.streambed.e2e;

import org.jspecify.annotations.NullMarked;
