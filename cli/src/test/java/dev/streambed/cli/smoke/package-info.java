/// Tests of the smoke test.
@NullMarked
package dev.streambed.cli.smoke;

import org.jspecify.annotations.NullMarked;
