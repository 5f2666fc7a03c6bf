import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { airDensity, ridePowerW, rideSpeedMps, standardPressureHPa } from './ride-power.ts'

const against = (massKg: number, dragAreaM2: number, rollingResistance: number, density: number) => ({
  massKg,
  dragAreaM2,
  rollingResistance,
  airDensity: density,
})

describe('S10.4 ride power', () => {
  // science.md S10.4's own vectors.
  it.each([
    [10, 0, 80, 0.32, 0.005, 1.225, 243.77],
    [5, 0.06, 80, 0.32, 0.005, 1.225, 286.22],
    [12, 0, 80, 0.24, 0.004, 1.2, 298.21],
    [8, -0.03, 80, 0.32, 0.005, 1.225, -56.46],
    [7, 0, 90, 0.38, 0.009, 1.225, 139.71],
  ])('%d m/s at grade %d with %d kg', (speed, grade, mass, drag, rolling, density, power) => {
    expect(ridePowerW(speed, grade, against(mass, drag, rolling, density))).toBeCloseTo(power, 2)
  })
  it.each([
    [200, 0, 80, 0.32, 0.005, 9.2801],
    [250, 0.05, 80, 0.32, 0.005, 5.0633],
    [250, 0.08, 75, 0.32, 0.005, 3.7476],
    [180, 0, 92, 0.38, 0.009, 7.812],
  ])('%d W at grade %d with %d kg', (power, grade, mass, drag, rolling, speed) => {
    expect(rideSpeedMps(power, grade, against(mass, drag, rolling, 1.225))).toBeCloseTo(speed, 3)
  })
  it.each([
    [15, 1013.25, 1.225],
    [25, 1013.25, 1.1839],
    [10, 850, 1.0458],
  ])('air of %d °C and %d hPa weighs %d kg/m³', (temperature, pressure, density) => {
    expect(airDensity(temperature, pressure)).toBeCloseTo(density, 4)
  })
  it('pressure follows the standard atmosphere: 1013.25 hPa at the sea, 898.7 at 1,000 m, 795.0 at 2,000 m', () => {
    expect(standardPressureHPa(0)).toBe(1013.25)
    expect(Math.abs(standardPressureHPa(1000) - 898.7)).toBeLessThan(0.2)
    expect(Math.abs(standardPressureHPa(2000) - 795)).toBeLessThan(0.2)
  })
  it('speed is the inverse of power, grows with power and falls with grade and mass', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true })
    fc.assert(
      fc.property(number(60, 500), number(-0.1, 0.15), number(50, 120), (power, grade, mass) => {
        const road = against(mass, 0.32, 0.005, 1.225)
        const speed = rideSpeedMps(power, grade, road)
        expect(ridePowerW(speed, grade, road)).toBeCloseTo(power, 3)
        expect(rideSpeedMps(power + 10, grade, road)).toBeGreaterThan(speed)
        expect(rideSpeedMps(power, grade + 0.01, road)).toBeLessThan(speed)
      }),
    )
  })
})
