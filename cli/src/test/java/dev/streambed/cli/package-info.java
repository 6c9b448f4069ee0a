/// Tests of whole commands.
@NullMarked
package dev.streambed.cli;

import org.jspecify.annotations.NullMarked;
