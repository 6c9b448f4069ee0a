package dev.streambed.local.lambda;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/// The settings of [Lambda].
///
/// @param folder an empty folder for the functions' packages
/// @param concurrency the most concurrent invocations of one function
/// @param endpoints the SDK's variables with the local services' endpoints; read at every start of
///   a process
/// @param log receives log lines
public record LambdaOptions(
    Path folder, int concurrency, Supplier<Map<String, String>> endpoints, LogSink log) {}
