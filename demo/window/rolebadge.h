// SPDX-FileCopyrightText: 2026 The QtFailover authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtFailover/Types>

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QLabel)

namespace Demo {

/// The role of this window, in words, by a shape, and last by a colour: a star on a filled ground is the primary, a
/// ring a secondary, a broken ring nobody yet.
class RoleBadge final : public QWidget
{
    Q_OBJECT
public:
    explicit RoleBadge(QWidget *parent = nullptr);

    void setRole(QtFailover::Role role);
    void setDetail(const QString &text);
    /// The primary is not well: a triangle, too.
    void setWarning(bool on);
    QtFailover::Role role() const { return m_role; }
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void paintWarning(QPainter &painter, const QRectF &area) const;
    void paintShape(QPainter &painter, const QRectF &area) const;
    void setColours();
    QColor ground() const;
    QColor ink() const;
    int shapeWidth() const;

    QtFailover::Role m_role = QtFailover::Role::Inactive;
    QLabel *const m_roleLabel;
    QLabel *const m_detailLabel;
    bool m_isSettingColours = false;
    bool m_warns = false;
};

} // namespace Demo
