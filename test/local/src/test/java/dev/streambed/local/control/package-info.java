/// Tests of the control endpoint.
@NullMarked
package dev.streambed.local.control;

import org.jspecify.annotations.NullMarked;
