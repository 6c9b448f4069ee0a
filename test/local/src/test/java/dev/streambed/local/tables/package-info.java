/// Tests of the tables, over HTTP as functions use them.
@NullMarked
package dev.streambed.local.tables;

import org.jspecify.annotations.NullMarked;
