package dev.streambed.local.lambda;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/// Where functions run and where their logs go.
///
/// @param folder an empty folder for their packages
/// @param concurrency how many invocations of one function may run at once
/// @param endpoints the SDK's own variables that lead functions to this machine's services; asked
///   for at every start of a process
/// @param log takes their log lines
public record LambdaOptions(
    Path folder, int concurrency, Supplier<Map<String, String>> endpoints, LogSink log) {}
