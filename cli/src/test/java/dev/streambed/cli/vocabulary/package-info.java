/// Tests of the package.
@NullMarked
package dev.streambed.cli.vocabulary;

import org.jspecify.annotations.NullMarked;
