/// Tests of WebSocket APIs with real sockets.
@NullMarked
package dev.streambed.local.websocket;

import org.jspecify.annotations.NullMarked;
