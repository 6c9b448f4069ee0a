/// Tests of rules in front of a real function.
@NullMarked
package dev.streambed.local.triggers;

import org.jspecify.annotations.NullMarked;
