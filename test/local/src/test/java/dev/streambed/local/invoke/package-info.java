/// Tests of Lambda's API in front of a real function.
@NullMarked
package dev.streambed.local.invoke;

import org.jspecify.annotations.NullMarked;
