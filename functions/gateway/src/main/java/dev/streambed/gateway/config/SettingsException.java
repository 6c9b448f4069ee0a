package dev.streambed.gateway.config;

/// The environment is invalid. The message names the variable and what to set.
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  SettingsException(String message) {
    super(message);
  }
}
