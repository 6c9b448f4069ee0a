/// To be written with the package.
@NullMarked
package dev.streambed.bedrock;

import org.jspecify.annotations.NullMarked;
