/// Tests of the stack as a whole, and what the tests of its packages share.
///
/// In: [SampleAssembly], a small cloud assembly as CDK synthesizes it. Out: what callers, operating
/// system and other programs see of it.
@NullMarked
package dev.streambed.local;

import org.jspecify.annotations.NullMarked;
