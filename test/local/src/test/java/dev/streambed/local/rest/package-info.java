/// Tests of REST APIs, with real processes behind real sockets.
@NullMarked
package dev.streambed.local.rest;

import org.jspecify.annotations.NullMarked;
