/// A function of a few lines with its own Runtime API client, for tests of code that starts
/// functions.
///
/// In: events with a header `x-sample`, which selects the behaviour ([SampleFunction]). Out:
/// responses, valid and invalid.
///
/// 1. It uses nothing but the JDK, because tests pack its class files into a zip and run them as a
///    process.
@NullMarked
package dev.streambed.local.sample;

import org.jspecify.annotations.NullMarked;
