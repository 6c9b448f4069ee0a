/// To be written with the package.
@NullMarked
package dev.streambed.runtimeapi;

import org.jspecify.annotations.NullMarked;
