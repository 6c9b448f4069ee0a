/// To be written with the package.
@NullMarked
package dev.streambed.cdk;

import org.jspecify.annotations.NullMarked;
