// SPDX-License-Identifier: GPL-3.0-or-later
// Administration: the audit trail, the laboratory's policy and other kinds of this group, the store.
#pragma once

#include "ui/administration/installation_page.h"
#include "ui/administration/kit_page.h"
#include "ui/administration/store_page.h"
#include "ui/administration/trail_page.h"
#include "ui/registry/registry_view.h"

#include <QTabWidget>

namespace cal::ui {

class AdministrationView : public PlacePage
{
    Q_OBJECT

public:
    /// `upkeep`, `quality` and `kits` may be null: then there is no page of the store, of the installation check, of on-site kits.
    AdministrationView(const RegisterPorts& ports, journal::Upkeep* upkeep, quality::QualityDesk* quality, kit::KitDesk* kits,
                       const ThemeSource& theme, FileDialogs& files, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Administration", "place of the window: 管理"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("administration"); }
    [[nodiscard]] QString helpTopic() const override { return QStringLiteral("administration"); }
    [[nodiscard]] QList<QAction*> titleActions() const override;
    void entered() override;
    void openEntity(const QString& id);

Q_SIGNALS:
    void openRequested(const QString& id);

protected:
    void retranslate() override;

private:
    const ThemeSource& m_theme;
    QTabWidget* m_tabs;
    TrailPage* m_trail;
    RegistryView* m_register;
    StorePage* m_store = nullptr;
    InstallationPage* m_installation = nullptr;
    KitPage* m_kits = nullptr;
    QAction *m_csv, *m_xlsx, *m_refresh;
};

} // namespace cal::ui
