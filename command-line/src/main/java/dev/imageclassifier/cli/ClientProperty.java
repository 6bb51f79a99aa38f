package dev.imageclassifier.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One {@code KEY=VALUE} of the command line. Its value may be a secret: it is never printed. */
record ClientProperty(String name, String value) {
  static final class Converter implements ITypeConverter<ClientProperty> {
    @Override
    public ClientProperty convert(String text) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        // not quoted: it may be a value whose name was forgotten
        throw new TypeConversionException(
            "write it as in --command-property security.protocol=SSL");
      }
      return new ClientProperty(text.substring(0, equals).strip(), text.substring(equals + 1));
    }
  }

  @Override
  public String toString() {
    return name + "=[hidden]";
  }
}
