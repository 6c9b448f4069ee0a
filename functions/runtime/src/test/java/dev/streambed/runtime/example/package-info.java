/// A function as a user of the runtime writes it; the README shows it.
@NullMarked
package dev.streambed.runtime.example;

import org.jspecify.annotations.NullMarked;
