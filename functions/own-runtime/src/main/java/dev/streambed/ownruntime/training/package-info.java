/// The cache of classes, made by answering requests.
///
/// In: a cloud assembly and the unpacked package. Out: the file of the cache.
///
/// 1. The packaged function runs in the local stack, as it will on Lambda: by its own start script,
///    JVM and options, with tables and models on this machine.
/// 2. One process answers everything, through every front door and in every dialect, and refuses
///    what is to be refused. Then it is asked to end, and writes the cache.
/// 3. Every answer is checked: a cache of failures would be worth little.
/// 4. The cache holds no machine code, so that the processor's features do not matter.
@NullMarked
package dev.streambed.ownruntime.training;

import org.jspecify.annotations.NullMarked;
