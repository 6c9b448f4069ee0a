/// Tests of what front doors have in common.
@NullMarked
package dev.streambed.local.http;

import org.jspecify.annotations.NullMarked;
