package dev.imageclassifier.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One {@code KEY=VALUE} of the command line. The value may be a secret and is never printed. */
record ClientProperty(String name, String value) {
  static final class Converter implements ITypeConverter<ClientProperty> {
    @Override
    public ClientProperty convert(String text) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        // not quoted: the text may be a secret value without its name
        throw new TypeConversionException(
            "write KEY=VALUE, for example --command-property security.protocol=SSL");
      }
      return new ClientProperty(text.substring(0, equals).strip(), text.substring(equals + 1));
    }
  }

  @Override
  public String toString() {
    return name + "=[hidden]";
  }
}
