package dev.streambed.gateway.dialect;

import java.util.Optional;

/// A call for the models that its caller may use.
///
/// @param model the id of the only one that is wanted; empty when all are
public record ModelListCall(ModelListFormat format, Optional<String> model) {}
