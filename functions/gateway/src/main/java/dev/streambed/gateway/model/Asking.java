package dev.streambed.gateway.model;

import dev.streambed.gateway.vocabulary.Ask;
import dev.streambed.gateway.vocabulary.Problem;

/// What a body asks for, or what is wrong with it.
public sealed interface Asking {

  record Valid(Ask ask) implements Asking {}

  record Invalid(Problem problem) implements Asking {}
}
