/// Tests of the runtime against the platform's side of the Runtime API, over real sockets.
@NullMarked
package dev.streambed.runtime;

import org.jspecify.annotations.NullMarked;
