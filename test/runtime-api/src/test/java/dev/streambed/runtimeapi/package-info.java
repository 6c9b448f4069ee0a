/// Tests drive the server with bytes written by hand, so that they can also be wrong.
@NullMarked
package dev.streambed.runtimeapi;

import org.jspecify.annotations.NullMarked;
