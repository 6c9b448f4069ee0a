/// A function of a few lines that speaks the Runtime API by itself, for tests of whatever starts
/// functions.
///
/// In: events with a header `x-sample`, which says what to do ([SampleFunction]). Out: answers,
/// good and bad.
///
/// 1. It uses nothing but the JDK, because tests pack its class files into a zip and run them as a
///    process.
@NullMarked
package dev.streambed.local.sample;

import org.jspecify.annotations.NullMarked;
