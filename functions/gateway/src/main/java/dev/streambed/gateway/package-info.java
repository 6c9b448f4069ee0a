/// To be written with the package.
@NullMarked
package dev.streambed.gateway;

import org.jspecify.annotations.NullMarked;
