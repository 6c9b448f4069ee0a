/// Tests of the package.
@NullMarked
package dev.streambed.cli.place;

import org.jspecify.annotations.NullMarked;
