/// Tests of the templates' resolution.
@NullMarked
package dev.streambed.local.template;

import org.jspecify.annotations.NullMarked;
