/// Tests of the commands, as a person types them.
@NullMarked
package dev.streambed.cli;

import org.jspecify.annotations.NullMarked;
