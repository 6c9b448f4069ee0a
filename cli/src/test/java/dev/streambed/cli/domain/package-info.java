/// Tests of the package.
@NullMarked
package dev.streambed.cli.domain;

import org.jspecify.annotations.NullMarked;
