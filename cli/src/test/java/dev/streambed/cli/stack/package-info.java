/// Tests of the package.
@NullMarked
package dev.streambed.cli.stack;

import org.jspecify.annotations.NullMarked;
