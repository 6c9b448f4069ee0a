/// Tests of the page's port.
@NullMarked
package dev.streambed.local.page;

import org.jspecify.annotations.NullMarked;
