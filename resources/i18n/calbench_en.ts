<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>InstallationRows</name>
        <message numerus="yes">
            <source>The installation check found %n failure(s).</source>
            <translation>
                <numerusform>The installation check found %n failure.</numerusform>
                <numerusform>The installation check found %n failures.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>cal::ui::CertificatePreview</name>
        <message numerus="yes">
            <source>Draft, not issued · %n page(s)</source>
            <translation>
                <numerusform>Draft, not issued · %n page</numerusform>
                <numerusform>Draft, not issued · %n pages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>cal::ui::SetUpPage</name>
        <message numerus="yes">
            <source>Version %1 · %n point(s)</source>
            <translation>
                <numerusform>Version %1 · %n point</numerusform>
                <numerusform>Version %1 · %n points</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>cal::ui::StatusViewModel</name>
        <message numerus="yes">
            <source>%n instrument(s) in trouble</source>
            <translation>
                <numerusform>%n instrument in trouble</numerusform>
                <numerusform>%n instruments in trouble</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>cal::ui::TodayViewModel</name>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>KindWords</name>
        <message numerus="yes">
            <source>%n row(s)</source>
            <translation>
                <numerusform>%n row</numerusform>
                <numerusform>%n rows</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>cal::ui::RegistryView</name>
        <message numerus="yes">
            <source>%n entry(s)</source>
            <translation>
                <numerusform>%n entry</numerusform>
                <numerusform>%n entries</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>cal::ui::TrailPage</name>
        <message numerus="yes">
            <source>%n event(s)</source>
            <translation>
                <numerusform>%n event</numerusform>
                <numerusform>%n events</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>cal::ui::DossierTab</name>
        <message numerus="yes">
            <source>The dossier has %n gap(s).</source>
            <translation>
                <numerusform>The dossier has %n gap.</numerusform>
                <numerusform>The dossier has %n gaps.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>cal::ui::KitViewModel</name>
        <message numerus="yes">
            <source>%n conflict(s): choose for each, or leave it waiting; the rest comes home.</source>
            <translation>
                <numerusform>%n conflict: choose for each, or leave it waiting; the rest comes home.</numerusform>
                <numerusform>%n conflicts: choose for each, or leave it waiting; the rest comes home.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n event(s) came home.</source>
            <translation>
                <numerusform>%n event came home.</numerusform>
                <numerusform>%n events came home.</numerusform>
            </translation>
        </message>
    </context>
</TS>
