package dev.streambed.cdk;

/** Choices that tests share; each sample is synthesized once. */
final class SampleProps {
  static final String MODEL = "amazon.nova-lite-v1:0";
  static final String ORIGIN = "https://app.example.com";

  /** The least that must be chosen, with every front door. */
  static final Template LEAST = Template.of(stack -> new Streambed(stack, "Streambed", least()));

  /** Pages of one origin. */
  static final Template ONE_ORIGIN =
      Template.of(stack ->
          new Streambed(stack, "Streambed", least().toBuilder().allowedOrigins(ORIGIN).build()));

  private SampleProps() {}

  static StreambedProps least() {
    return StreambedProps.builder()
        .models(BedrockModel.of(MODEL))
        .frontDoors(FrontDoor.values())
        .build();
  }

  static Template of(StreambedProps props) {
    return Template.of(stack -> new Streambed(stack, "Streambed", props));
  }
}
