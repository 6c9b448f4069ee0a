package dev.streambed.cdk;

/** Builder of {@link StreambedProps}; properties that are not set have their defaults. */
public final class StreambedPropsBuilder extends PropsChoices<StreambedPropsBuilder> {
  StreambedPropsBuilder() {}

  StreambedPropsBuilder(StreambedProps chosen) {
    super(chosen);
  }

  @Override
  StreambedPropsBuilder self() {
    return this;
  }

  /**
   * Checks the properties.
   *
   * @throws IllegalArgumentException naming the invalid property
   */
  public StreambedProps build() {
    return props();
  }
}
