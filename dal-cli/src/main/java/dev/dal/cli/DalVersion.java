package dev.dal.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which version of this program runs, and which Plasma it stands in for. */
final class DalVersion implements IVersionProvider {

    /** The release of the original store that this one is a replacement of. */
    static final String PLASMA = "11.0.0";

    private static final String RESOURCE = "version.properties";

    /** The version as the build gave it. */
    static String number() throws IOException {
        try (InputStream resource = DalVersion.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IOException("The program is incomplete: " + RESOURCE + " is missing. Build it again.");
            }
            Properties properties = new Properties();
            properties.load(resource);
            return properties.getProperty("version", "unknown");
        }
    }

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {
            "dal " + number(),
            "Plasma protocol of Apache Arrow " + PLASMA,
            "Java " + System.getProperty("java.version") + " (" + System.getProperty("java.vm.name") + ")"
        };
    }

    /** For {@code dal store}: the original's line, with ours behind it. */
    static final class OfStore implements IVersionProvider {

        @Override
        public String[] getVersion() throws IOException {
            return new String[] {"plasma-store-server version " + PLASMA + " (dal " + number() + ")"};
        }
    }
}
