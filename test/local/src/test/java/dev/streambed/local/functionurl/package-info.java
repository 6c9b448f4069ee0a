/// Tests of Function URLs, with real processes behind real sockets.
@NullMarked
package dev.streambed.local.functionurl;

import org.jspecify.annotations.NullMarked;
