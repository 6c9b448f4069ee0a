/// Tests of the packaging; `test/e2e` runs a package that was made.
@NullMarked
package dev.streambed.ownruntime;

import org.jspecify.annotations.NullMarked;
