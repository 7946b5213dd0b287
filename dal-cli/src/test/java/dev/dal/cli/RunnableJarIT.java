package dev.dal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is in the runnable jar. */
class RunnableJarIT {

    private static String text(JarFile jar, String name) throws IOException {
        ZipEntry entry = jar.getEntry(name);
        assertThat(entry).as(name).isNotNull();
        try (InputStream in = jar.getInputStream(entry)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void everyLibraryInTheJarIsNamedWithItsLicence() throws IOException {
        try (JarFile jar = new JarFile(RunnableJar.jar().toFile())) {
            String thirdParty = text(jar, "META-INF/THIRD-PARTY.txt");
            List<String> libraries = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> name.matches("META-INF/maven/[^/]+/[^/]+/pom\\.xml") && !name.contains("dev.dal"))
                    .map(name -> name.split("/")[2] + "/" + name.split("/")[3])
                    .toList();
            assertThat(libraries)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(library -> assertThat(thirdParty).contains(library));
            assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License", "Version 2.0");
            assertThat(text(jar, "META-INF/LICENSE.txt")).contains("QOS.ch", "Permission is hereby granted");
            assertThat(text(jar, "META-INF/NOTICE")).contains("Apache Software Foundation", "Jackson JSON processor");
        }
    }

    @Test
    void theJarRunsAndFindsItsServices() throws IOException {
        try (JarFile jar = new JarFile(RunnableJar.jar().toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Main-Class")).isEqualTo(Dal.class.getName());
            assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
            assertThat(text(jar, "META-INF/services/org.slf4j.spi.SLF4JServiceProvider"))
                    .contains("org.slf4j.simple.SimpleServiceProvider");
            assertThat(jar.stream().map(ZipEntry::getName))
                    .as("signatures of others, and module descriptors of others")
                    .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA)|(.*/)?module-info\\.class"));
        }
    }
}
